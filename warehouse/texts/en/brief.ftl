## The brief: tsdg export --format docx.

brief-title = Taiwan SDG attainment in brief, { $year }
brief-of = Issuers: { $issuers } · as of { $as_of }
brief-foot = Source: the ministries' yearly reports; as of { $as_of }
brief-scores = Scorecard by goal
brief-others = other
brief-missed = Missed ({ $count }, the worst first)
brief-twins = {" "}(also { $codes })
brief-agency = Responsible: { $agencies }
brief-whose = { $agencies } ({ $issuer })
brief-numbers = target { $target }, actual { $actual }, gap { $gap }, reached { $reached }
brief-in-a-row = missed in { $count } editions in a row
brief-reason = The ministry's reason: 「{ $words }」
brief-no-reason = The report gives no reason.
brief-picture = Printed row, target marked blue, actual yellow;{" "}
brief-picture-of = Printed row of indicator { $code }, page { $page }
brief-source = { $file_name }, page { $page }
brief-pending = Values promised and not seen yet ({ $count }, by reports of all years)
brief-doubts = Doubts ({ $count })
brief-doubt-of = { $issuer }: { $message }
brief-more = { $count } more stand in the workbook (tsdg export DIR).
brief-method = How it was counted
brief-verdict-is = The printed numbers are compared strictly, whatever a report says of itself; where the words speak against the reading, none is given. "Other" is no target, tasks, and undecided. Pending is not zero and does not count as missed.
brief-document = Source: { $issuer }, { $title } ({ $file_name })
brief-word = { $word }: { $meaning }
brief-documents = Source: { $count } reports ({ $issuers }); files, pages and checksums stand on the cover of the workbook.
