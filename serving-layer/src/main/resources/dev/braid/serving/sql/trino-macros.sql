-- What Trino's functions and operators do where DuckDB's of the same name do something else.
-- One macro a line; each is created in the schema store.
-- An error that DuckDB lets TRY catch, as it does not that of error(); of any type.
trino_fail(message) AS ([NULL])[CAST('braid: ' || message AS INTEGER)]
trino_integer_divide(a, b) AS CASE WHEN b = 0 THEN store.trino_fail('Division by zero') ELSE a // b END
trino_modulus(a, b) AS CASE WHEN b = 0 THEN store.trino_fail('Division by zero') WHEN b = -1 THEN a - a ELSE a % b END
trino_rounded_divide(a, b) AS CASE WHEN b = 0 THEN store.trino_fail('Division by zero') ELSE a // b + CASE WHEN abs(a % b) * 2 >= abs(b) THEN CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END ELSE 0 END END
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
trino_log(b, a) AS store.trino_float_divide(store.trino_ln(a), store.trino_ln(b))
trino_sin(a) AS CASE WHEN isfinite(a) THEN sin(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_cos(a) AS CASE WHEN isfinite(a) THEN cos(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_tan(a) AS CASE WHEN isfinite(a) THEN tan(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_asin(a) AS CASE WHEN a BETWEEN -1 AND 1 THEN asin(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_acos(a) AS CASE WHEN a BETWEEN -1 AND 1 THEN acos(a) WHEN a IS NOT NULL THEN CAST('nan' AS DOUBLE) END
trino_round_float(a, d) AS CASE WHEN isfinite(a) THEN round(a, d) ELSE a END
trino_trunc_float(a, d) AS CASE WHEN isfinite(a) THEN trunc(a * pow(10, d)) / pow(10, d) ELSE a END
trino_bucket(x, low, high, n) AS CASE WHEN x < low THEN 0 WHEN x >= high THEN n + 1 ELSE CAST(floor((x - low) * n / (high - low)) AS BIGINT) + 1 END
trino_width_bucket(x, low, high, n) AS CASE WHEN low > high THEN n + 1 - store.trino_bucket(x, high, low, n) ELSE store.trino_bucket(x, low, high, n) END
trino_float_digits(a) AS CAST(a AS VARCHAR)
trino_double_text(a) AS CASE WHEN isnan(a) THEN 'NaN' WHEN isinf(a) THEN CASE WHEN a > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE store.trino_scientific(CAST(a AS VARCHAR)) END
trino_real_text(a) AS CASE WHEN isfinite(a) THEN store.trino_scientific(printf('%.6e', CAST(a AS DOUBLE))) ELSE store.trino_double_text(a) END
trino_pointed(d) AS d[1] || '.' || CASE WHEN length(d) > 1 THEN d[2:] ELSE '0' END
trino_scientific_of(t, m, e) AS CASE WHEN t LIKE '-%' THEN '-' ELSE '' END || store.trino_pointed(rtrim(ltrim(replace(m, '.', ''), '0'), '0')) || 'E' || CAST(e + strpos(m || '.', '.') - 2 - (length(replace(m, '.', '')) - length(ltrim(replace(m, '.', ''), '0'))) AS VARCHAR)
trino_scientific(t) AS CASE WHEN regexp_matches(t, '^-?[0.]*(e.*)?$') THEN CASE WHEN t LIKE '-%' THEN '-0E0' ELSE '0E0' END ELSE store.trino_scientific_of(t, regexp_extract(t, '[0-9.]+'), coalesce(TRY_CAST(regexp_extract(t, 'e([+-]?[0-9]+)$', 1) AS INTEGER), 0)) END
trino_integer_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*[+-]?[0-9]+\s*$') THEN trim(t) ELSE store.trino_fail('Cannot cast ''' || t || ''' to an integer') END
trino_number_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*([+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|NaN|[+-]?Infinity)\s*$') THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to a number') END
trino_decimal_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$') THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to a decimal') END
trino_date_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}\s*$') THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to a date') END
trino_timestamp_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)?)?\s*$') THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to a timestamp') END
trino_instant_text(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^\s*[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)?)?\s*(UTC|Z|[+-]00:00)?\s*$') THEN regexp_replace(t, '\s*(UTC|Z)\s*$', '') ELSE store.trino_fail('Cannot cast ''' || t || ''' to a timestamp of UTC') END
trino_iso_date(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$') THEN t ELSE store.trino_fail('Invalid format: ''' || t || ''' is not yyyy-mm-dd') END
trino_iso_timestamp(t) AS CASE WHEN t IS NULL OR regexp_matches(t, '^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-]00:00)?)?$') THEN t ELSE store.trino_fail('Invalid format: ''' || t || ''' is not yyyy-mm-ddThh:mm:ssZ, in UTC') END
trino_whole(a) AS CASE WHEN isnan(a) THEN store.trino_fail('Cannot cast NaN to a whole number') ELSE round(a) END
trino_bigint(a) AS CASE WHEN isnan(a) OR round(a) >= CAST('9223372036854775808' AS DOUBLE) OR round(a) < CAST('-9223372036854775808' AS DOUBLE) THEN store.trino_fail('Cannot cast ' || CAST(a AS VARCHAR) || ' to bigint') ELSE round(a) END
trino_to_real(a) AS CASE WHEN isfinite(a) AND abs(a) >= CAST('3.4028235677973366e38' AS DOUBLE) THEN CASE WHEN a > 0 THEN CAST('inf' AS DOUBLE) ELSE CAST('-inf' AS DOUBLE) END ELSE a END
trino_fits(t, n) AS CASE WHEN t IS NULL OR length(t) <= n THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to varchar(' || CAST(n AS VARCHAR) || ')') END
trino_day_text(ms) AS CASE WHEN ms < 0 THEN '-' ELSE '' END || CAST(abs(ms) // 86400000 AS VARCHAR) || printf(' %02d:%02d:%02d.%03d', abs(ms) // 3600000 % 24, abs(ms) // 60000 % 60, abs(ms) // 1000 % 60, abs(ms) % 1000)
trino_month_text(n) AS CASE WHEN n < 0 THEN '-' ELSE '' END || CAST(abs(n) // 12 AS VARCHAR) || '-' || CAST(abs(n) % 12 AS VARCHAR)
trino_millis(i) AS CAST(round(epoch_us(i) / CAST(1000 AS DOUBLE)) AS BIGINT)
trino_months(i) AS CAST(date_part('year', i) * 12 + date_part('month', i) AS BIGINT)
trino_decimal_sum(a, most) AS CASE WHEN abs(a) > most THEN store.trino_fail('Overflow in sum of a decimal') ELSE a END
trino_boolean_text(t) AS CASE WHEN t IS NULL OR lower(t) IN ('true', 'false', 't', 'f', '1', '0') THEN t ELSE store.trino_fail('Cannot cast ''' || t || ''' to boolean') END
trino_to_digits(t, d) AS time_bucket(to_microseconds(CAST(pow(10, 6 - d) AS BIGINT)), t + to_microseconds(CAST(pow(10, 6 - d) / 2 AS BIGINT)))
trino_interval_day(i) AS epoch_ms(i) // 86400000
trino_interval_hour(i) AS epoch_ms(i) // 3600000 % 24
trino_interval_minute(i) AS epoch_ms(i) // 60000 % 60
trino_interval_second(i) AS epoch_ms(i) // 1000 % 60
trino_interval_millisecond(i) AS epoch_ms(i) % 1000
trino_date_plus(d, i) AS CASE WHEN epoch_ms(i) % 86400000 <> 0 THEN store.trino_fail('Cannot add hours, minutes or seconds to a date') ELSE CAST(d + i AS DATE) END
trino_time_to_digits(t, d) AS CAST(store.trino_to_digits(CAST('1970-01-01' AS DATE) + t, d) AS TIME)
trino_offset_text(s) AS CASE WHEN s < 0 THEN '-' ELSE '+' END || printf('%02d:%02d', abs(s) // 3600, abs(s) // 60 % 60)
trino_upper(s) AS CASE WHEN contains(s, 'ß') THEN replace(upper(s), 'ẞ', 'ß') ELSE upper(s) END
trino_codepoint(s) AS CASE WHEN length(s) = 1 THEN unicode(s) WHEN s IS NOT NULL THEN store.trino_fail('Index must be of one character: ''' || s || '''') END
trino_hamming(a, b) AS CASE WHEN length(a) <> length(b) THEN store.trino_fail('length must be the same of both texts') ELSE hamming(a, b) END
trino_lpad(s, n, p) AS CASE WHEN n < 0 OR p = '' THEN store.trino_fail('length must be greater than or equal to 0, and the padding not empty') ELSE lpad(s, CAST(n AS INTEGER), p) END
trino_rpad(s, n, p) AS CASE WHEN n < 0 OR p = '' THEN store.trino_fail('length must be greater than or equal to 0, and the padding not empty') ELSE rpad(s, CAST(n AS INTEGER), p) END
trino_split(s, d) AS CASE WHEN d = '' THEN store.trino_fail('length must be greater than 0: the delimiter is empty') ELSE string_split(s, d) END
trino_unhex(s) AS CASE WHEN s IS NULL OR regexp_matches(s, '^([0-9a-fA-F]{2})*$') THEN unhex(s) ELSE store.trino_fail('Invalid format: ''' || s || ''' is not hexadecimal') END
trino_json(j) AS CASE WHEN json_valid(j) THEN j END
trino_json_length(j) AS CASE WHEN json_type(store.trino_json(j)) = 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) END
trino_json_size(j) AS CASE json_type(j) WHEN 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) WHEN 'OBJECT' THEN CAST(len(json_keys(j)) AS BIGINT) WHEN NULL THEN NULL ELSE CASE WHEN j IS NOT NULL THEN 0 END END
trino_repeat(x, n) AS CASE WHEN n > 10000 THEN store.trino_fail('length must be 10000 at most') ELSE list_transform(range(CAST(n AS BIGINT)), lambda i: x) END
trino_list_equal(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN len(a) <> len(b) THEN false WHEN len(list_filter(range(1, len(a) + 1), lambda i: a[i] <> b[i])) > 0 THEN false WHEN len(list_filter(a, lambda e: e IS NULL)) + len(list_filter(b, lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
trino_map_equal(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN cardinality(a) <> cardinality(b) THEN false WHEN len(list_filter(map_keys(a), lambda k: NOT list_contains(map_keys(b), k) OR coalesce(map_extract_value(a, k) <> map_extract_value(b, k), false))) > 0 THEN false WHEN len(list_filter(map_values(a), lambda e: e IS NULL)) + len(list_filter(map_values(b), lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
trino_map_agg(l) AS CASE WHEN list_unique(list_transform(l, lambda e: e.k)) = len(l) THEN map_from_entries(l) ELSE map_from_entries(list_filter(l, lambda e, i: list_position(list_transform(l, lambda f: f.k), e.k) = i)) END
trino_float_max(a) AS coalesce(list_max(list_filter(a, lambda e: NOT isnan(e))), list_max(a))
trino_float_min(a) AS coalesce(list_min(list_filter(a, lambda e: NOT isnan(e))), list_min(a))
trino_sequence_by(a, b, step) AS CASE WHEN step = 0 THEN store.trino_fail('length must not be 0: the step of a sequence') WHEN (b - a) * sign(step) < 0 THEN store.trino_fail('length must be positive: the step of a sequence leads away from its end') ELSE generate_series(a, b, step) END
trino_substring_from(s, start) AS CASE WHEN start = 0 OR start < -length(s) OR start > length(s) THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL THEN '' END ELSE substring(s, start) END
trino_substring(s, start, n) AS CASE WHEN start = 0 OR start < -length(s) OR start > length(s) OR n <= 0 THEN CASE WHEN s IS NOT NULL AND start IS NOT NULL AND n IS NOT NULL THEN '' END ELSE substring(s, start, least(n, 1000000000)) END
trino_replace(s, f, t) AS CASE WHEN f = '' THEN regexp_replace(s, '', t, 'g') ELSE replace(s, f, t) END
trino_split_part(s, d, n) AS CASE WHEN n < 1 THEN store.trino_fail('Index must be greater than zero') ELSE string_split(s, d)[n] END
trino_regexp_extract(s, p, g) AS CASE WHEN regexp_matches(s, p) THEN regexp_extract(s, p, g) END
trino_json_scalar(j, p) AS CASE WHEN NOT json_valid(j) OR json_type(j, p) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(j, p) END
trino_array_at(a, i) AS CASE WHEN i < 1 OR i > len(a) THEN store.trino_fail('Array subscript is out of bounds') ELSE a[i] END
trino_array_element(a, i) AS CASE WHEN i = 0 THEN store.trino_fail('SQL array indices start at 1') ELSE a[i] END
trino_map_at(m, k) AS CASE WHEN m IS NOT NULL AND k IS NOT NULL AND NOT list_contains(map_keys(m), k) THEN store.trino_fail('Key not present in map') ELSE map_extract_value(m, k) END
trino_map_element(m, k) AS map_extract_value(m, k)
trino_contains(a, x) AS CASE WHEN list_contains(a, x) THEN true WHEN x IS NULL OR a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END
trino_array_max(a) AS CASE WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE list_max(a) END
trino_array_min(a) AS CASE WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE list_min(a) END
trino_array_distinct(a) AS list_filter(a, lambda e, i: list_position(a, e) = i OR (e IS NULL AND len(list_filter(a[:i - 1], lambda b: b IS NULL)) = 0))
trino_array_join(a, s) AS array_to_string(list_filter(a, lambda e: e IS NOT NULL), s)
trino_array_join_with(a, s, n) AS array_to_string(list_transform(a, lambda e: coalesce(e, n)), s)
trino_list_concat(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE list_concat(a, b) END
trino_array_union(a, b) AS store.trino_array_distinct(store.trino_list_concat(a, b))
trino_array_except(a, b) AS CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN store.trino_array_distinct(list_filter(a, lambda x: list_position(b, x) IS NULL AND NOT (x IS NULL AND len(list_filter(b, lambda y: y IS NULL)) > 0))) END
trino_slice(a, start, n) AS CASE WHEN start = 0 THEN store.trino_fail('SQL array indices start at 1') WHEN n < 0 THEN store.trino_fail('length must be greater than or equal to 0') WHEN start > 0 THEN a[start : start + n - 1] WHEN -start > len(a) THEN a[1:0] ELSE a[len(a) + start + 1 : len(a) + start + n] END
trino_sequence(a, b) AS generate_series(a, b, CASE WHEN a <= b THEN 1 ELSE -1 END)
trino_any_match(a) AS CASE WHEN list_bool_or(a) THEN true WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END
trino_all_match(a) AS CASE WHEN NOT list_bool_and(a) THEN false WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
trino_none_match(a) AS CASE WHEN list_bool_or(a) THEN false WHEN a IS NULL OR len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE true END
