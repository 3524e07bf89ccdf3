"""The candidate is audited: what was found becomes its mart `finding`, what is critical forbids publishing."""

from expectations.audit import AuditResult, Check, audit
from warehouse.candidate import Candidate
from warehouse.contract import ContractError


def audit_candidate(candidate: Candidate) -> AuditResult:
    """Audit the candidate and write what was found into its marts.finding."""
    result = audit(candidate.connection)
    candidate.load("marts.finding", result.findings)
    return result


def refuse_candidate(error: ContractError) -> AuditResult:
    """Tell rows that no table could take as a critical check that failed."""
    check = Check(
        subject=error.table,
        expectation=f"{error.rule}: {error.column}",
        severity="critical",
        outcome="failed",
        why="stated by the table's SQL file",
        why_zh="資料表的 SQL 檔所定",
        detail=error.describe("en"),
        detail_zh=error.describe("zh"),
        rows=error.rows,
    )
    return AuditResult(checks=[check])
