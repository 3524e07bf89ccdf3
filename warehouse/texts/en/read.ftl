## tsdg read

read-pictures = { $count } pictures in { $folder }
read-to = {" "}to{" "}
read-no-target = not found
