SELECT
  word,
  day,
  approx_percentile(small, 0.5) AS small_median,
  approx_percentile(big, 0.9) AS big_p90,
  approx_percentile(measure, 0.25) AS measure_p25,
  approx_percentile(ratio / ratio, 0.5) AS median_of_numbers,
  approx_percentile(amount, 1) AS amount_max,
  approx_percentile(CAST(measure AS REAL), 0) AS real_min,
  approx_percentile(small, ARRAY[0.99, 0, 0.5]) AS small_percentiles,
  approx_percentile(measure, ARRAY[0.5]) AS measure_percentiles,
  approx_percentile(measure, 0.5) FILTER (WHERE flag) AS flagged_median
FROM hard
WHERE id >= 120
GROUP BY word, day
