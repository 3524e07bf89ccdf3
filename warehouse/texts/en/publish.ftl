## tsdg publish

publish-known = run { $run_no } is there already, nothing changed: { $label }, schema { $schema } (publication { $publication })
publish-done = run { $run_no } published: { $label }, schema { $schema } (publication { $publication })
publish-rows = { $marts } marts, { $rows } rows
publish-note = note: { $note }
