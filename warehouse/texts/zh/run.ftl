## 執行、還原或檢查時的訊息。

run-live = 第 { $run_no } 次執行現已生效。
run-taken-back = { $file_name } 已收回；除非直接指定該檔，`tsdg run` 會略過它。
run-site = { $count } 頁：請開啟 { $where }
run-nothing-new = 沒有新報告：{ $count } 份檔案均已收錄。
run-left-out = { $file_name } 已由 `tsdg rollback` 收回而略過；如要再收錄，請直接指定該檔
run-downloaded = 已下載 { $file_name }（{ $source }）
run-state-not-written = 無法寫入下載狀態（{ $why }）；下次會重新下載此來源
run-audit-failed = 未發布任何資料（嚴重 { $count } 項），上次發布的資料庫仍然生效；見 { $page }
run-audit-failed-first = 未發布任何資料（嚴重 { $count } 項），尚無資料庫；見 { $page }
run-and-more = 另有 { $count } 項
run-failed-check = 稽核：{ $subject }：{ $expectation }：{ $outcome }：{ $detail }
run-no-dashboard = 資料表已發布，但 { $folder } 沒有儀表板：{ $reason }；`tsdg site` 會產生
run-no-report = 缺少執行報告（{ $error }）
run-stopped = 已由 { $signal } 中止
run-stopped-early = 已由 { $signal } 中止；未發布任何資料
run-stopped-live = 已由 { $signal } 中止；本次執行已先發布
