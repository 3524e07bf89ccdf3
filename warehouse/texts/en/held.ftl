## What is held: issuers, samples, vintages.

held-sample = sample 樣本
held-a-sample = a sample 樣本
held-partly-sample = with a sample 樣本 of { $issuers }
held-corrected = { $issuer } (vintage { $vintage })
held-issuers = issuers of { $year }: { $issuers }
held-missing = missing in { $year }, but held of an earlier year: { $issuers }
held-edition = edition { $year }
held-edition-of = edition { $year } of { $issuer }
held-of-issuer = { " " }of { $issuer }
held-in-brackets = {" "}({ $words })
