SELECT
  bucket,
  approx_distinct(id) AS ids,
  approx_distinct(flag) AS flags,
  approx_distinct(small) AS smalls,
  approx_distinct(big) AS bigs,
  approx_distinct(ratio) AS ratios,
  approx_distinct(ratio / ratio) AS units_and_nan,
  approx_distinct(CAST(measure AS REAL)) AS reals,
  approx_distinct(amount) AS amounts,
  approx_distinct(wide) AS wides,
  approx_distinct(word) AS words,
  approx_distinct(day) AS days,
  approx_distinct(at) AS times,
  approx_distinct(word) FILTER (WHERE flag) AS flagged_words
FROM hard
GROUP BY bucket
