-- What Trino's functions and operators do where DuckDB's of the same name do something else.
-- One macro a line; each is created in the schema store.
trino_integer_divide(a, b) AS CASE WHEN b = 0 THEN error('Division by zero') ELSE a // b END
trino_modulus(a, b) AS CASE WHEN b = 0 THEN error('Division by zero') WHEN b = -1 THEN a - a ELSE a % b END
trino_rounded_divide(a, b) AS CASE WHEN b = 0 THEN error('Division by zero') ELSE a // b + CASE WHEN abs(a % b) * 2 >= abs(b) THEN CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END ELSE 0 END END
trino_float_divide(a, b) AS CASE WHEN b = 0 THEN CASE WHEN a = 0 OR isnan(a) THEN CAST('nan' AS DOUBLE) WHEN (a < 0) = (1 / CAST(CAST(b AS VARCHAR) || 'e0' AS DOUBLE) < 0) THEN CAST('inf' AS DOUBLE) ELSE CAST('-inf' AS DOUBLE) END ELSE a / b END
trino_float_modulus(a, b) AS CASE WHEN b = 0 THEN CAST('nan' AS DOUBLE) ELSE a % b END
trino_float_equal(a, b) AS (a = b AND NOT isnan(a))
trino_float_not_equal(a, b) AS (a <> b OR isnan(a))
trino_float_less(a, b) AS (a < b AND NOT isnan(b))
trino_float_less_or_equal(a, b) AS (a <= b AND NOT isnan(b))
trino_float_greater(a, b) AS (a > b AND NOT isnan(a))
trino_float_greater_or_equal(a, b) AS (a >= b AND NOT isnan(a))
trino_sign(a) AS CASE WHEN isnan(a) THEN a ELSE sign(a) END
trino_sqrt(a) AS CASE WHEN a < 0 OR isnan(a) THEN CAST('nan' AS DOUBLE) ELSE sqrt(a) END
trino_ln(a) AS CASE WHEN a = 0 THEN CAST('-inf' AS DOUBLE) WHEN a < 0 THEN CAST('nan' AS DOUBLE) ELSE ln(a) END
trino_log2(a) AS CASE WHEN a = 0 THEN CAST('-inf' AS DOUBLE) WHEN a < 0 THEN CAST('nan' AS DOUBLE) ELSE log2(a) END
trino_log10(a) AS CASE WHEN a = 0 THEN CAST('-inf' AS DOUBLE) WHEN a < 0 THEN CAST('nan' AS DOUBLE) ELSE log10(a) END
trino_log(b, a) AS CASE WHEN a <= 0 OR b <= 0 THEN CAST('nan' AS DOUBLE) ELSE ln(a) / ln(b) END
trino_sin(a) AS CASE WHEN isfinite(a) THEN sin(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_cos(a) AS CASE WHEN isfinite(a) THEN cos(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_tan(a) AS CASE WHEN isfinite(a) THEN tan(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_asin(a) AS CASE WHEN a BETWEEN -1 AND 1 THEN asin(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_acos(a) AS CASE WHEN a BETWEEN -1 AND 1 THEN acos(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_round_float(a, d) AS CASE WHEN isfinite(a) THEN round(a, d) ELSE a END
trino_trunc_float(a, d) AS CASE WHEN isfinite(a) THEN trunc(a * pow(10, d)) / pow(10, d) ELSE a END
trino_width_bucket(x, low, high, n) AS CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE CAST(floor((x - low) * n / (high - low)) AS BIGINT) + 1 END
trino_float_digits(a) AS CAST(a AS VARCHAR)
trino_double_text(a) AS CASE WHEN isnan(a) THEN 'NaN' WHEN isinf(a) THEN CASE WHEN a > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE store.trino_scientific(CAST(a AS VARCHAR)) END
trino_real_text(a) AS store.trino_double_text(a)
trino_scientific(t) AS upper(regexp_replace(t, '^(-?[0-9])([0-9]*)[.]?([0-9]*)$', '\1.\2\3e')) || CAST(length(regexp_extract(t, '^-?[0-9]([0-9]*)', 1)) AS VARCHAR)
trino_integer_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^[+-]?[0-9]+$') THEN t ELSE error('Cannot cast ''' || t || ''' to an integer') END
trino_number_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity)\s*$') THEN t ELSE error('Cannot cast ''' || t || ''' to a number') END
trino_boolean_text(t) AS CASE WHEN t IS NULL OR lower(t) IN ('true', 'false', 't', 'f', '1', '0') THEN t ELSE error('Cannot cast ''' || t || ''' to boolean') END
trino_to_digits(t, d) AS CASE WHEN t IS NULL THEN NULL ELSE time_bucket(to_microseconds(CAST(pow(10, 6 - d) AS BIGINT)), t + to_microseconds(CAST(pow(10, 6 - d) / 2 AS BIGINT))) END
trino_interval_year(i) AS error('no years of an INTERVAL DAY TO SECOND')
trino_interval_quarter(i) AS error('no quarters of an INTERVAL DAY TO SECOND')
trino_interval_month(i) AS error('no months of an INTERVAL DAY TO SECOND')
trino_interval_day(i) AS epoch_ms(i) // 86400000
trino_interval_hour(i) AS epoch_ms(i) // 3600000 % 24
trino_interval_minute(i) AS epoch_ms(i) // 60000 % 60
trino_interval_second(i) AS epoch_ms(i) // 1000 % 60
trino_substring_from(s, start) AS CASE WHEN start = 0 OR start < -length(s) OR start > length(s) THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL THEN '' END ELSE substring(s, start) END
trino_substring(s, start, n) AS CASE WHEN start = 0 OR start < -length(s) OR start > length(s) OR n <= 0 THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL AND n IS NOT NULL THEN '' END ELSE substring(s, start, least(n, 1000000000)) END
trino_replace(s, f, t) AS CASE WHEN f = '' THEN regexp_replace(s, '', t, 'g') ELSE replace(s, f, t) END
trino_split_part(s, d, n) AS CASE WHEN n < 1 THEN error('Index must be greater than zero') ELSE string_split(s, d)[n] END
trino_regexp_extract(s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END
trino_json_scalar(j, p) AS CASE WHEN json_type(j, p) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(j, p) END
trino_array_at(a, i) AS CASE WHEN i < 1 OR i > len(a) THEN error('Array subscript is out of bounds') ELSE a[i] END
trino_array_element(a, i) AS CASE WHEN i = 0 THEN error('SQL array indices start at 1') ELSE a[i] END
trino_map_at(m, k) AS CASE WHEN m IS NOT NULL AND k IS NOT NULL AND NOT list_contains(map_keys(m), k) THEN error('Key not present in map') ELSE map_extract_value(m, k) END
trino_map_element(m, k) AS map_extract_value(m, k)
trino_contains(a, x) AS CASE WHEN list_contains(a, x) THEN true WHEN x IS NULL OR a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END
trino_array_max(a) AS CASE WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE list_max(a) END
trino_array_min(a) AS CASE WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE list_min(a) END
trino_array_distinct(a) AS list_filter(a, lambda e, i: list_position(a, e) = i OR (e IS NULL AND len(list_filter(a[:i - 1], lambda b: b IS NULL)) = 0))
trino_array_join(a, s) AS array_to_string(list_filter(a, lambda e: e IS NOT NULL), s)
trino_array_join_with(a, s, n) AS array_to_string(list_transform(a, lambda e: coalesce(e, n)), s)
trino_list_concat(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE list_concat(a, b) END
trino_slice(a, start, n) AS CASE WHEN start = 0 THEN error('SQL array indices start at 1') WHEN n < 0 THEN error('length must be greater than or equal to 0') WHEN start > 0 THEN a[start : start + n - 1] WHEN -start > len(a) THEN a[1:0] ELSE a[len(a) + start + 1 : len(a) + start + n] END
trino_sequence(a, b) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END)
trino_any_match(a) AS CASE WHEN list_bool_or(a) THEN true WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END
trino_all_match(a) AS CASE WHEN NOT list_bool_and(a) THEN false WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
trino_none_match(a) AS CASE WHEN list_bool_or(a) THEN false WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
