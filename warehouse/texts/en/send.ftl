## Why a notification was not sent.

send-address = { $address } (address { $number } of { $count })
send-block = Prefect block { $block }
send-failed = { $kind }; check the address or block
send-late = no answer within { $seconds } s; check whether the server is up
send-not-sent = the report was not sent to { $name }: { $why }
send-no-address = it is no address that Apprise understands; see its list of services
send-rest = … the rest stands in { $where }
send-no-block = it is no notification block; `prefect block ls` shows their types
send-no-prefect = no Prefect server is named; set PREFECT_API_URL to the one that keeps the block
send-answered = the server answered { $status }; check the address and whether it may be used
send-no-connection = no connection or no answer; check the address and whether the server is up
send-not-taken = it was not taken; try the address with the command `apprise`
