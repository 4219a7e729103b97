"""The pages of the interface: each has one function `show` and keeps everything that makes a view in its address.

The folder is not called pages, because Streamlit would run the files of such a folder by itself.
"""
