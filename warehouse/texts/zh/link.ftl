## 連結的依據。

link-name-likeness = 名稱相似度 { $score }
link-label-likeness = 項目名相似度 { $score }
link-same-code = 編號相同
link-another-code = 編號不同
link-same-units = 單位相同
link-other-units = 單位不同
link-unit = 單位 { $unit }
link-same-place = 位置相同
link-same-agencies = 機關相同
link-other-agencies = 機關不同
link-identical = 目標值與實績值相同
link-noted = { $codes } 註記
link-names-differ = 名稱意義不同：{ $words }
