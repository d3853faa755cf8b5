"""The community of professionals at the desk: let in or not, publish or erase what they share."""
