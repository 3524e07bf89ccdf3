## tsdg export

export-file = { $rows } rows { $size } kB
export-files = { $count } { $count ->
    [one] file
   *[other] files
}
export-sheets = { $count } sheets of marts
export-rows = { $rows } rows
