"""A page of charts on the published warehouse: streamlit run attainment_app.py -- data/warehouse.duckdb."""

import sys

import altair as alt
import duckdb
import streamlit as st

warehouse = sys.argv[1] if len(sys.argv) > 1 else "data/warehouse.duckdb"


@st.cache_data(ttl=60)
def query(sql: str) -> object:
    """Run a query and return its rows as a pandas frame."""
    # Opened for each query: a connection that stays open keeps the file of before a run.
    with duckdb.connect(warehouse, read_only=True) as connection:
        return connection.execute(sql).df()


st.set_page_config(page_title="Taiwan SDG", layout="wide")
verdicts = query("select * from marts.verdict")
year = st.selectbox("年版 Edition", sorted(verdicts.report_year.unique(), reverse=True))
shown = verdicts[verdicts.report_year == year]
bars = (
    alt.Chart(shown)
    .mark_bar()
    .encode(x="count()", y=alt.Y("goal_no:O", title="目標 Goal"), color="status")
)
st.altair_chart(bars, width="stretch")
missed = shown[shown.status == "not_attained"]
st.subheader(f"未達標 Missed: {len(missed)}")
st.dataframe(
    missed[
        [
            "indicator_code",
            "indicator_name",
            "target_shown",
            "actual_shown",
            "attainment_pct",
            "page",
        ]
    ],
    hide_index=True,
)
