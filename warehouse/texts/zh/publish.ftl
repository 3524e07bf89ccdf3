## tsdg publish

publish-known = 第 { $run_no } 次執行已在該處，沒有變動：{ $label }，schema { $schema }（第 { $publication } 次發布）
publish-done = 已發布第 { $run_no } 次執行：{ $label }，schema { $schema }（第 { $publication } 次發布）
publish-rows = { $marts } 張資料表，{ $rows } 列
publish-note = 附註：{ $note }
