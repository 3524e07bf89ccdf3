## 收錄的內容：機關、樣本、版本。

held-sample = 樣本
held-a-sample = 樣本
held-partly-sample = { $issuers }為樣本
held-corrected = { $issuer }（第 { $vintage } 版）
held-issuers = { $year } 年報告機關：{ $issuers }
held-missing = { $year } 年缺報告（僅收錄較早年度）：{ $issuers }
held-edition = { $year } 年
held-edition-of = { $year } 年{ $issuer }
held-of-issuer = （{ $issuer }）
held-in-brackets = （{ $words }）
