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
link-no-label = 無項目名可比較
link-unit-not-printed = 未載單位
link-labels-differ = 所指不同：{ $words }
link-more-things = 一方所列項目較多
link-values-agree = { $count } 個往年值相符
link-values-differ = { $count } 個往年值不符
link-began-anew = 累計值由 { $old } 降為 { $new }
