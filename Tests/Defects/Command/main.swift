import DefectTable

print(Defect("none").name)
