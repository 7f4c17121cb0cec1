"""The domain: casus, netwerk, facts and the advice that comes out. Values only; nothing here evaluates a rule."""
