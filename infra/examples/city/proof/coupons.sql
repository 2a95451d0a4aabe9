SELECT
  upper(trim(coupon, ' ')) AS coupon,
  ends_with(coupon, '_25') AS quarter_off,
  count(*) AS orders,
  sum(amount * discount) AS given_away,
  max(discount) AS highest
FROM orders
WHERE length(trim(coupon, ' ')) > 0
GROUP BY ALL
