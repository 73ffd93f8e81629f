"""Texts of feeds for tests, of the kinds that sites send."""

RAIN = "मुंबई में मंगलवार को तेज बारिश हुई और कई इलाकों में पानी भर गया।"
ROADS = "शहर की सड़कों पर यातायात धीमा रहा, लोकल गाड़ियां देर से चलीं।"


def rss(*items: str, head: str = "", root: str = '<rss version="2.0">') -> str:
    """An RSS feed with these items."""
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    name = root[1:].split(maxsplit=1)[0].rstrip(">")
    inside = "".join(f"<item>{each}</item>\n" for each in items)
    return f"{declaration}{root}<channel><title>भोर</title>{head}{inside}</channel></{name}>"


def item(number: int = 1, *, text: str = RAIN, **fields: str) -> str:
    """An item with title, link, day and a text that is said to be whole; with these fields."""
    values = {
        "title": f"समाचार {number}",
        "link": f"https://bhor.example/news/{number}",
        "pubDate": "Tue, 12 Aug 2025 20:12:00 +0530",
        "content:encoded": f"<![CDATA[<p>{text}</p>]]>",
        **fields,
    }
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items() if value)


def item_with(fields: dict[str, str], number: int = 1) -> str:
    """An item with these fields, whatever their names."""
    return item(number, **fields)
