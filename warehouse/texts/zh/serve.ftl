## tsdg serve

serve-name-serving = 服務
serve-name-looks-at = 查看
serve-name-sources = 來源
serve-name-when = 時間
serve-name-next = 下次
serve-name-prefect = Prefect
serve-name-pages = 頁面
serve-name-at-once = 立即
serve-name-stop = 停止
serve-into = 年度排程，寫入 { $folder }
serve-default = 6 至 9 月每日 06:30，其餘每週一 06:30
serve-once = 在另一個終端機以相同選項執行 tsdg serve --once
serve-how-to-stop = Ctrl-C 或 SIGTERM
serve-stopped = 已停止。在重新執行 tsdg serve 之前不會再檢查。
serve-missing = { $path }（尚不存在）
serve-no-sources = 無；以 --sources 指定清單
serve-sources = { $where } 有 { $count ->
    [0] 0
   *[other] { $count }
} 個位址
serve-deployment = { $address }，deployment '{ $name }'
serve-checking = { $moment } 檢查
