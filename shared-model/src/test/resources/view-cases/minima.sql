SELECT
  bucket,
  min(flag) AS flag_min,
  min(small) AS small_min,
  min(big) AS big_min,
  min(ratio) AS ratio_min,
  min(wide) AS wide_min,
  min(word) AS word_min,
  min(day) AS day_min,
  min(at) AS at_min,
  min(ratio * 1e308 * 1e308 - ratio * 1e308 * 1e308) AS nan_min
FROM hard
GROUP BY bucket
