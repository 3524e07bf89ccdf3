## 通知為何未送出。

send-address = { $address }（第 { $number }／{ $count } 個位址）
send-block = Prefect block { $block }
send-failed = { $kind }；請檢查位址或 block
send-late = { $seconds } 秒內沒有回應；請檢查伺服器是否運作
send-not-sent = 報告未能送至 { $name }：{ $why }
send-no-address = 這不是 Apprise 認得的位址；請參閱其服務清單
send-rest = … 其餘見 { $where }
send-no-block = 這不是通知 block；`prefect block ls` 會列出其類型
send-no-prefect = 未指定 Prefect 伺服器；請將 PREFECT_API_URL 設為存放該 block 者
send-answered = 伺服器回應 { $status }；請檢查位址及是否准許使用
send-no-connection = 無法連線或沒有回應；請檢查位址及伺服器是否運作
send-not-taken = 未被接受；請以指令 `apprise` 試用該位址
