## 沒有新檔案為何仍須執行。

reason-program-changed = 程式或審閱檔有變動
reason-release-due = 有承諾的公布日期已到
reason-issuer-named = 指定了機關
reason-year-listed = 來源清單所列年度有變動
reason-taken-over = 由單一檔案接管
reason-files-changed = 第 { $run_no } 次執行的 { $files } 已非發布時的內容
