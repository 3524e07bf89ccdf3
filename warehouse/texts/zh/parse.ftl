## tsdg parse

parse-nothing = 沒有數量
parse-no-day = 未載日期
parse-pending = 待公布，預計 { $due }
