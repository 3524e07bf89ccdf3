## tsdg history

history-runs = 歷次執行
history-whole = 完整
history-record = 僅紀錄
history-return = `tsdg rollback RUN` 可還原到完整保留的執行
history-more = { $came } 等，另有 { $count } 份
