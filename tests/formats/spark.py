"""Contradictions per publisher over fifty projects in one partitioned folder, counted by Spark and by the rows."""

import shutil
from collections import Counter

from projects import Truth, event, make, run

COUNT = 50


def count_by_publisher(binary, work):
    """A line for the table, and whether both counts are the same."""
    if shutil.which("java") is None:
        return "PySpark on fifty projects: not checked, Java is not there.", True
    try:
        import pyspark
        from pyspark.sql import SparkSession
    except ImportError as err:
        return f"PySpark on fifty projects: not checked ({err}).", True
    paths = [make(binary, work / "spark", f"event{number:02}", event(number)) for number in range(COUNT)]
    run(binary, "export", *paths, "--format", "parquet", "--out", work / "spark-parquet")
    wanted = Counter()
    for path in paths:
        out = work / "spark" / f"{path.name}-truth"
        run(binary, "export", path, "--format", "jsonl", "--out", out)
        truth = Truth(out)
        for link in truth.links.values():
            if link["kind"] == "contradicts":
                ends = [truth.claims[link[end]]["document_id"] for end in ("from_id", "to_id")]
                wanted.update({truth.documents[end]["publisher"] for end in ends})
    builder = SparkSession.builder.master("local[1]").appName("crossclaim").config("spark.ui.enabled", "false")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.parquet(str(work / "spark-parquet" / "links")).createOrReplaceTempView("links")
    found = spark.sql(
        """select publisher, count(distinct link_id) as count, count(distinct project) as projects from (
             select link_id, project, kind, explode(array(from_publisher, to_publisher)) as publisher from links)
           where kind = 'contradicts' group by publisher"""
    ).collect()
    projects = spark.sql("select count(distinct project) as count from links").collect()[0]["count"]
    spark.stop()
    counted = {row["publisher"]: row["count"] for row in found}
    listed = ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))
    line = f"PySpark {pyspark.__version__} on {projects} projects, contradictions per publisher: {listed}"
    if counted == dict(wanted) and projects == COUNT:
        return f"{line}; equal to the program's own count.", True
    return f"{line}; WRONG: the rows say {dict(wanted)}.", False
