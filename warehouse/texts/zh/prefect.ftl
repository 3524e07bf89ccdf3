## 執行過程在 Prefect 頁面上的文字。

prefect-files = 讀取報告：{ $files }
prefect-anew = 重建資料表：{ $reason }
prefect-stage = { $stage }：{ $rows ->
    [none] 完成
   *[other] { $rows } 列
}，{ $seconds } 秒
prefect-found = 未結疑點：{ $counts }
prefect-published = 已發布，第 { $run_no } 次執行：{ $where }
prefect-summary = 讀取與拒收的檔案、各階段列數，以及未通過的查核
prefect-findings = 未結疑點 { $count } 項中的 { $shown } 項，重者在前；全部見資料表 finding
prefect-outputs = 輸出在執行電腦上的位置
prefect-warehouse = 資料庫
prefect-marts = 資料表
prefect-report = 執行報告
prefect-audit = 查核
prefect-dashboard = 儀表板
