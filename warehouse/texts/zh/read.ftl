## tsdg read

read-pictures = { $count } 張圖片存入 { $folder }
read-to = {" "}至{" "}
read-no-target = 未找到
