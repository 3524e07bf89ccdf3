## tsdg status

status-last-run = 最近一次執行 { $run_no }：{ $moment } UTC 發布，新增 { $count } 份，tsdg { $version }
status-findings = 疑點
status-open-links = 待審連結 { $count } 項{ $count ->
    [0] {""}
   *[other] ，見 tsdg review
}
status-reports = 收錄的報告
status-number = 數字：現行版次
status-missing = -  缺
status-gaps-of-issuers = 缺 { $count } 個機關的報告：{ $told }
status-documents = 各份文件：{ $command }
status-editions = 收錄的年版
status-current = 是
status-gaps = 缺 { $count } 個年版：{ $years }
status-pending = 待公布：{ $count } 項
