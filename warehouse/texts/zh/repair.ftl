## 執行前發現並修復的問題。

repair-interrupted = 第 { $run_no } 次執行曾中斷，未發布任何資料
repair-changes-removed = 已移除其他程式對已發布資料庫的變更（{ $file_name }）
repair-set-aside = 資料庫無法讀取，現移至 { $file_name }
repair-live = 第 { $run_no } 次執行現已生效
repair-links = 已補上遺失的連結
repair-damaged = 第 { $run_no } 次執行已損壞：資料庫無法讀取
