## tsdg export

export-file = { $rows } rows { $size } kB
export-files = { $count } { $count ->
    [one] file
   *[other] files
}
export-more-sheets = { $count } more tables and views are written with --full
export-data-docs = Data Docs: { $page }
