SELECT
  lower(string_split(customer.email, '@')[2]) AS domain,
  upper(md5(lower(string_split(customer.email, '@')[2]))) AS domain_key,
  count(*) AS orders,
  count(DISTINCT customer.email) AS addresses,
  max(length(customer.email)) AS longest,
  count(*) FILTER (WHERE contains(customer.email, '+')) AS tagged
FROM orders
WHERE contains(customer.email, '@')
GROUP BY ALL
