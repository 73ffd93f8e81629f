"""The names of the days of the week, Monday first, in the spellings that papers use."""

# (weekday as in ``date.weekday``, spellings, reason)
WEEKDAYS = (
    (0, "सोमवार सोम monday mon", "CLDR, full and short"),
    (1, "मंगलवार मंगल tuesday tues tue", "CLDR, full and short"),
    (2, "बुधवार बुध wednesday wed", "CLDR, full and short"),
    (3, "गुरुवार गुरूवार बृहस्पतिवार वीरवार गुरु thursday thurs thur thu", "four names, one day"),
    (4, "शुक्रवार शुक्र friday fri", "CLDR, full and short"),
    (5, "शनिवार शनि saturday sat", "CLDR, full and short"),
    (6, "रविवार इतवार रवि sunday sun", "two names, one day"),
)
