## Why a run without new files was needed.

reason-program-changed = the program or a reviewed file changed
reason-release-due = a promised release fell due
reason-issuer-named = an issuer was named
reason-year-listed = the source list expects another year
reason-taken-over = taken over from a plain file
reason-files-changed = { $files } of run { $run_no } not as published
