SELECT
  lower(split_part(customer.email, '@', 2)) AS domain,
  to_hex(md5(lower(split_part(customer.email, '@', 2)))) AS domain_key,
  count(*) AS orders,
  approx_distinct(customer.email) AS addresses,
  max(length(customer.email)) AS longest,
  count_if(strpos(customer.email, '+') > 0) AS tagged
FROM orders
WHERE customer.email LIKE '%@%'
GROUP BY lower(split_part(customer.email, '@', 2))
