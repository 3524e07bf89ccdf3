## 摘要文件：tsdg export --format docx。

brief-title = 永續發展目標達成情形摘要（{ $year } 年）
brief-of = 報告機關：{ $issuers }　基準日：{ $as_of }
brief-foot = 資料來源：各部會年度報告；基準日 { $as_of }
brief-scores = 各目標成績
brief-others = 其他
brief-missed = 未達標（{ $count } 項，達成率低者在前）
brief-twins = （同 { $codes }）
brief-agency = 主辦：{ $agencies }
brief-whose = { $agencies }（{ $issuer }）
brief-numbers = 目標 { $target }，實績 { $actual }，落差 { $gap }，達成率 { $reached }
brief-in-a-row = 連續 { $count } 個年度未達標
brief-reason = 落後原因：「{ $words }」
brief-no-reason = 報告未說明落後原因。
brief-picture = 報告原文，藍底為目標、黃底為實績；
brief-picture-of = 報告第 { $page } 頁指標 { $code } 該列原文
brief-source = { $file_name } 第 { $page } 頁
brief-pending = 尚待公布的數值（{ $count } 個，各年報告所承諾）
brief-doubts = 疑點（{ $count } 項）
brief-doubt-of = { $issuer }：{ $message }
brief-more = 另有 { $count } 項，見活頁簿（tsdg export DIR）。
brief-method = 如何計算
brief-verdict-is = 依印出的數字嚴格比較，與報告自述無關；原文與判讀不符者不作判定。「其他」為未設目標、質性工作與未判定。待公布不是零，也不計為未達標。
brief-document = 資料來源：{ $issuer }，{ $title }（{ $file_name }）
brief-word = { $word }：{ $meaning }
brief-documents = 資料來源：{ $count } 份報告（{ $issuers }）；檔案、頁數與校驗碼見活頁簿封面。
