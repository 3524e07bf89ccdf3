## 檢查的要求。

check-no-offender = 無違反的列
check-not-null = { $column } 不得空白
check-pattern = { $column } 須合格式
check-length = { $column } 長度須合理
check-between = { $column } 須在範圍內
check-order = 後者不得小於前者
check-unique = 不得重複 { $column }
check-range = { $column } 須介於 { $low } 與 { $high } 之間
check-listed = { $column } 須為下列之一：{ $values }
check-above = { $column } 須大於 { $low }
check-limit = { $column } 須符合 { $limit }
check-known = { $column } 須見於 { $table }
check-type = { $column } 型別須符
check-column = { $column } 須為資料表的欄位
