## tsdg export

export-file = { $rows } 列 { $size } kB
export-files = { $count } 個檔案
export-sheets = { $count } 張資料表
export-rows = { $rows } 列
