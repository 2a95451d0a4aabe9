SELECT
  bucket,
  max(flag) AS flag_max,
  max(small) AS small_max,
  max(big) AS big_max,
  max(ratio) AS ratio_max,
  max(wide) AS wide_max,
  max(word) AS word_max,
  max(day) AS day_max,
  max(at) AS at_max,
  max(ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308) AS nan_max
FROM hard
GROUP BY bucket
