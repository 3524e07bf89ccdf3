## 各指令都可能顯示的文字。

screen-row = 第 { $number } 筆，共 { $count } 筆
screen-page = 第 { $page } 頁
screen-pages = 第 { $first }-{ $last } 頁
