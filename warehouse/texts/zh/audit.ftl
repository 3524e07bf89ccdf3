## 稽核頁。

audit-title = 稽核 { $moment }
audit-head = 稽核結果（{ $moment } UTC 開始的執行）
audit-not-published = 未發布任何資料。
audit-forbidden = { $count } 項檢查中有 { $blocking } 項不允許發布；上次發布的資料庫仍然生效。
audit-published = 已發布。
audit-allowed = { $count } 項檢查，均允許發布。
audit-not-passed = 未通過的檢查
audit-findings = 報告的疑點
audit-checks = 各資料表與規則的檢查
audit-column-severity = 等級
audit-column-outcome = 結果
audit-column-table-or-rule = 資料表或規則
audit-column-expectation = 檢查
audit-column-why-it-matters = 緣由
audit-column-what-was-found = 發現
audit-column-rule = 規則
audit-column-edition = 年版
audit-column-indicator = 指標
audit-column-page = 頁次
audit-column-finding = 疑點
audit-column-passed = 通過
audit-column-failed = 未通過
audit-column-errors = 無法執行
