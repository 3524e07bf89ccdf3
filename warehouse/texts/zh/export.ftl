## tsdg export

export-file = { $rows } 列 { $size } kB
export-files = { $count } 個檔案
export-more-sheets = 另有 { $count } 個資料表與檢視：--full 一併寫入
export-data-docs = Data Docs 報告：{ $page }
