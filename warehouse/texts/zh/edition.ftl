## 執行結束時的摘要：讀取、總結、計分、未達標、待公布、疑點、輸出。

edition-read = 讀取
edition-held = 已收錄：{ $count } 份
edition-rebuilt = 以既有報告重建：{ $why }
edition-pages = { $count } 頁
edition-indicators = { $count } 項指標
edition-vintage = 第 { $vintage } 版
edition-superseded = 第 { $vintage } 版（已被取代）
edition-headline = { $year } 年：{ $told }
edition-attained = 已判定 { $judged } 項指標，達標 { $attained } 項{ $rate ->
    [none] {""}
   *[other] （{ $rate } %）
}
edition-missed = 未達標 { $count } 項{ $worst ->
    [none] {""}
   *[other] ，差距最大為 { $worst }
}
edition-pending = 待公布 { $count } 項
edition-doubtful = 存疑未判定 { $count } 項
edition-issuers = { $count } 個機關
edition-scorecard = { $year } 年各目標
edition-all = 合計（同指標計一次）
edition-rate = { $rate } %／{ $judged }
edition-judged = 已判定 { $judged } 項，其中 { $assumed } 項依推定
edition-undecided = 判讀存疑未判定 { $count } 項
edition-see-review = ，見 tsdg review
edition-missed-in = { $year } 年未達標：{ $count } 項
edition-assumed = （推定）
edition-pending-from = { $year } 年待公布：{ $count } 項
edition-no-day = 未載日期
edition-overdue = {" "}逾期 { $days } 天
edition-more = 另有 { $count } 筆：{ $command }
edition-count-of = { $name } { $count }
edition-doubtful-read = 本次讀取文件的疑點：{ $counted }
edition-doubtful-in = { $year } 年報告的疑點：{ $counted }
edition-more-info = 另有 { $count } 筆提示，見資料表 finding
edition-where-warehouse = 資料庫
edition-where-marts = 資料表
edition-where-audit = 稽核
edition-where-dashboard = 儀表板
