"""The frame around every screen: navigation, status strip, lock."""
