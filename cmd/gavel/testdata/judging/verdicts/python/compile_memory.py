# want: compile_error compile_memory
# A finally block is compiled twice, one within twenty of them a million times.
try: pass
finally:
 try: pass
 finally:
  try: pass
  finally:
   try: pass
   finally:
    try: pass
    finally:
     try: pass
     finally:
      try: pass
      finally:
       try: pass
       finally:
        try: pass
        finally:
         try: pass
         finally:
          try: pass
          finally:
           try: pass
           finally:
            try: pass
            finally:
             try: pass
             finally:
              try: pass
              finally:
               try: pass
               finally:
                try: pass
                finally:
                 try: pass
                 finally:
                  try: pass
                  finally:
                   try: pass
                   finally:
                    x = 1
