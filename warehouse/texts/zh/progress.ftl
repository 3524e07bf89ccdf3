## 執行進度。

progress-starting = 準備中
progress-reading = 讀取 { $file_name }（{ $number }／{ $count }）
progress-parsing = 判讀 { $report }
progress-staging = 整理中
progress-linking = 連結各年報告
progress-building = 建立資料表
progress-auditing = 稽核中
progress-alone = 單獨嘗試 { $file_name }
progress-dashboard = 產生儀表板
progress-publishing = 發布中
