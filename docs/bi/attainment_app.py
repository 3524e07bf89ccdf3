"""A page of charts on the published warehouse: streamlit run attainment_app.py -- data/warehouse.duckdb."""

import sys

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

WAREHOUSE = sys.argv[1] if len(sys.argv) > 1 else "data/warehouse.duckdb"
COLORS = {
    "達標 attained": "#2E7D32",
    "未達標 not_attained": "#C62828",
    "未達統計週期 pending": "#F9A825",
    "未訂目標 no_target": "#9E9E9E",
    "質性 qualitative": "#5C6BC0",
}
LABELS = {label.split()[1]: label for label in COLORS}


@st.cache_data(ttl=60)
def query(sql: str) -> pd.DataFrame:
    """Run a query and return its rows."""
    # Opened for each query: a connection that stays open keeps the file of before a run.
    with duckdb.connect(WAREHOUSE, read_only=True) as connection:
        return connection.execute(sql).df()


st.set_page_config(page_title="Taiwan SDG", layout="wide")
scorecard = query("select * from marts.edition_scorecard order by report_year desc")
year = st.selectbox("年版 Edition", scorecard["report_year"])
total = scorecard[scorecard["report_year"] == year].iloc[0]
numbers = {
    "達成率 Rate": f"{total.attainment_rate_pct:.1f} %",
    "達標 Attained": int(total.n_attained),
    "未達標 Missed": int(total.n_not_attained),
    "未達統計週期 Pending": int(total.n_pending),
}
for column, (label, value) in zip(st.columns(4), numbers.items(), strict=True):
    column.metric(label, value)

results = query("select * from marts.indicator_result")
results["verdict"] = results["status"].map(LABELS)
bars = alt.Chart(results[results["report_year"] == year]).mark_bar()
status = alt.Color(
    "verdict:N",
    title="達成情形 Status",
    scale=alt.Scale(domain=list(COLORS), range=list(COLORS.values())),
)
goal = alt.Y("goal_no:O", title="目標 Goal")
st.altair_chart(
    bars.encode(x=alt.X("count()", title="指標 Indicators"), y=goal, color=status), width="stretch"
)

verdicts = query("select * from marts.verdict where status = 'not_attained'")
missed = verdicts[verdicts["report_year"] == year]
st.subheader(f"未達標的數值 Missed measures: {len(missed)}")
shown = [
    "indicator_code",
    "indicator_name",
    "target_shown",
    "actual_shown",
    "gap_shown",
    "attainment_pct",
    "page",
]
st.dataframe(missed[shown], hide_index=True)
