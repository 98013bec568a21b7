# expect: python-process python-shell
__import__('os').popen('id')
__import__('os').system('id')
