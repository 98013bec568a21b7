async def never():
    pass

kept = never()
print("not awaited")
