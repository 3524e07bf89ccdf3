## What any command may print.

screen-row = row { $number } of { $count }
screen-page = p. { $page }
screen-pages = p. { $first }-{ $last }
